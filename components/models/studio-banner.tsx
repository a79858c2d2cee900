'use client';

import { useModels, usePerson } from '@/lib/client';

/**
 * Says plainly that nothing here is a model; on the first page also how to change that. Nothing where a model is
 * configured.
 */
export function StudioBanner({ withHow = false }: { withHow?: boolean }) {
  const { models } = useModels();
  const person = usePerson();
  if (models.some((model) => !model.offline)) return null;
  return (
    <p
      data-banner="no-model"
      className="mx-auto max-w-reading px-4 text-center text-caption text-pretty text-faint"
    >
      {withHow ? (
        <How isAdmin={person.role === 'admin'} />
      ) : (
        'No model is configured: Studio answers by rule.'
      )}
    </p>
  );
}

function How({ isAdmin }: { isAdmin: boolean }) {
  const what =
    'No model is configured. Studio, which is built in, answers by rule and draws labelled pictures.';
  if (!isAdmin) return `${what} Your administrator can add a model.`;
  return (
    <>
      {what} To add a model, set <code>OPENAI_API_KEY</code>, <code>GOOGLE_GENERATIVE_AI_API_KEY</code>,{' '}
      <code>ANTHROPIC_API_KEY</code> or <code>LOCAL_OPENAI_BASE_URL</code> in <code>.env</code> and start
      Strand again.
    </>
  );
}
