import { z } from 'zod';

const imageMetadata = z.object({
  openai: z.object({ images: z.array(z.object({ revisedPrompt: z.string().optional() })) }),
});

/** The prompt as the images API rewrote it before drawing, if it did. */
export function readRevisedPrompt(metadata: unknown, index: number): string | undefined {
  const parsed = imageMetadata.safeParse(metadata);
  return parsed.success ? parsed.data.openai.images[index]?.revisedPrompt : undefined;
}
