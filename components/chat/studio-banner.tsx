'use client';

import { useModels, usePerson } from '@/lib/client';

/** Says plainly that nothing here is a model, and to the administrator how to change that. */
export function StudioBanner() {
  const { models } = useModels();
  const person = usePerson();
  if (models.some((model) => !model.offline)) return null;
  return (
    <aside
      aria-label="No model is configured"
      className="border-y border-line bg-sunken pad-safe-x py-2 text-caption text-muted"
    >
      <p className="mx-auto max-w-reading text-pretty">
        No model is configured. Studio, which is built in, answers by rule and draws labelled pictures.{' '}
        {person.role === 'admin' ? (
          <>
            To add one, set <code>OPENAI_API_KEY</code>, <code>GOOGLE_GENERATIVE_AI_API_KEY</code> or{' '}
            <code>LOCAL_OPENAI_BASE_URL</code> in <code>.env</code> and start again.
          </>
        ) : (
          'Your administrator can add one.'
        )}
      </p>
    </aside>
  );
}
