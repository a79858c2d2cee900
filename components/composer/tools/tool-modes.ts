import type { ToolMode } from '@/lib/client';
import type { Asset, ToolId } from '@/lib/contracts';

const texts: Record<ToolId, Pick<ToolMode, 'name' | 'placeholder'>> = {
  generate_image: { name: 'Draw a picture', placeholder: 'What does the picture show?' },
  edit_image: { name: 'Edit the picture', placeholder: 'What should be different?' },
  generate_video: { name: 'Make a film', placeholder: 'What happens in the film?' },
  speak: { name: 'Speak', placeholder: 'What should be said?' },
  make_file: { name: 'Make a file', placeholder: 'Write or paste what goes into the file' },
  search_web: { name: 'Search the web', placeholder: 'What are you looking for?' },
};

/** In the order in which they are offered. */
export const toolOrder = Object.keys(texts) as ToolId[];

/** What the composer is set to for a tool, on a picture that was pointed at. */
export function modeOf(tool: ToolId, source: Asset | null = null): ToolMode {
  const parameters: ToolMode['parameters'] = tool === 'make_file' ? { format: 'pdf' } : {};
  if (source && tool === 'edit_image') parameters.images = [source.id];
  if (source && tool === 'generate_video') parameters.image = source.id;
  const animates = source !== null && tool === 'generate_video';
  return {
    tool,
    ...texts[tool],
    ...(animates && { name: 'Animate the picture', placeholder: 'How does it move?' }),
    parameters,
    source,
  };
}

/** The mode without the picture it was pointed at. */
export function withoutSource(mode: ToolMode): ToolMode {
  const { images: _images, image: _image, ...parameters } = mode.parameters;
  return { ...modeOf(mode.tool), parameters };
}
