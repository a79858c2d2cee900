import { type AuditLine, listPeople, readAudit } from '@/lib/accounts';
import { type GenerationPage, type GenerationQuery, generationSchema } from '@/lib/contracts';

/** As `charge.ts` notes them; what it leaves out when it does not apply is filled in. */
const detailsSchema = generationSchema.omit({ id: true, at: true, person: true }).extend({
  is_estimate: generationSchema.shape.is_estimate.default(false),
  error: generationSchema.shape.error.default(null),
});

/** What models were asked for by a person, latest first, with what came of it. */
export async function listGenerations(ownerId: string, query: GenerationQuery): Promise<GenerationPage> {
  return toPage(await readLines(query, ownerId), query);
}

/** The same of everyone, with who it was; for administrators. */
export async function listGenerationsOfEveryone(query: GenerationQuery): Promise<GenerationPage> {
  const [lines, people] = await Promise.all([readLines(query), listPeople()]);
  const names = new Map(people.map(({ id, name, email }) => [id, name ?? email]));
  return toPage(lines, query, names);
}

/** One more than asked for, which tells whether there are older ones. */
const readLines = ({ limit, before }: GenerationQuery, ownerId?: string) =>
  readAudit({ limit: limit + 1, action: 'generation.', before, ownerId });

function toPage(lines: AuditLine[], { limit }: GenerationQuery, names?: Map<string, string>): GenerationPage {
  const shown = lines.slice(0, limit);
  const generations = shown.map(({ id, at, ownerId, details }) => ({
    ...{ id, at },
    ...detailsSchema.parse(details),
    ...(names && { person: { id: ownerId, name: names.get(ownerId) ?? '' } }),
  }));
  return { generations, next_before: lines.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
