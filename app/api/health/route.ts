import { checkReadiness } from '@/lib/flows/check-health';
import { route } from '@/lib/flows/route';

export const dynamic = 'force-dynamic';

export const GET = route({ access: 'public' }, async ({ request }) => {
  if (!new URL(request.url).searchParams.has('ready')) return { status: 'ok' };
  const checks = await checkReadiness();
  const ready = checks.every((check) => check.status === 'ok' || check.status === 'degraded');
  // Names and states only: details are for the doctor.
  const states = Object.fromEntries(checks.map((check) => [check.name, check.status]));
  return Response.json(
    { status: ready ? 'ok' : 'unavailable', checks: states },
    { status: ready ? 200 : 503 },
  );
});
