import type { EngineCall } from '../../ports';

type StandingIn = NonNullable<EngineCall['standingInFor']>;

/** What happened, and who speaks now. */
export function sayStandingIn({ name, message }: StandingIn): string {
  // The advice behind it is for people who see no answer at all.
  const [happened] = message.trim().match(/^[\s\S]*?[.!?](?=\s|$)/) ?? [];
  return (
    `${happened ?? `${name} could not answer.`} I am **Studio**, built into Strand and not a model, ` +
    `so I cannot answer in its place. Trying again asks ${name} once more.`
  );
}
