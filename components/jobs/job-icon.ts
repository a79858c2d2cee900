import { AudioLines, Brush, Clapperboard, FileText, Globe, type LucideIcon, Palette } from 'lucide-react';
import type { ToolId } from '@/lib/contracts';

const icons: Record<ToolId, LucideIcon> = {
  generate_image: Palette,
  edit_image: Brush,
  generate_video: Clapperboard,
  speak: AudioLines,
  make_file: FileText,
  search_web: Globe,
};

/** The sign of a tool, wherever it is offered or at work. */
export const iconOfTool = (tool: ToolId): LucideIcon => icons[tool];
