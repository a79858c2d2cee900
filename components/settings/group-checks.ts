import type { HealthCheck } from '@/lib/contracts';

type CheckGroup = { title: string; checks: HealthCheck[] };

const subjects: [string, RegExp][] = [
  ['The app', /^(database|storage|realtime|worker|queue|web)\b/],
  ['Models', /^models\b/],
  ['Who does what', /^use\b/],
  ['Engines', /^engine\b/],
];
const REST = 'Media';

/** The checks by what they are about, each group in the order in which they came. */
export function groupChecks(checks: HealthCheck[]): CheckGroup[] {
  const titles = ['The app', REST, 'Models', 'Who does what', 'Engines'];
  const titleOf = ({ name }: HealthCheck) => subjects.find(([, names]) => names.test(name))?.[0] ?? REST;
  return titles
    .map((title) => ({ title, checks: checks.filter((check) => titleOf(check) === title) }))
    .filter((group) => group.checks.length > 0);
}

/** All of it in one sentence. What is missing and needs no advice is an option that nobody asked for. */
export function summariseChecks(checks: HealthCheck[]): { tone: 'good' | 'fair' | 'bad'; words: string } {
  const broken = checks.filter(({ status }) => status === 'failed').length;
  if (broken > 0) {
    return {
      tone: 'bad',
      words: broken === 1 ? 'One thing does not work.' : `${broken} things do not work.`,
    };
  }
  const lesser = checks.filter(({ status, advice }) => status !== 'ok' && advice).length;
  if (lesser > 0) {
    const words = lesser === 1 ? 'one thing could be better' : `${lesser} things could be better`;
    return { tone: 'fair', words: `Everything works; ${words}.` };
  }
  return { tone: 'good', words: 'Everything works.' };
}
