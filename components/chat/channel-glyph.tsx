import { Code, Hash, MessageCircle, Phone, Send } from 'lucide-react';
import { nameOfChannel } from './channel-name';

const glyphs = { api: Code, telegram: Send, whatsapp: Phone, slack: Hash };

/** A small sign for a message that came from elsewhere. */
export default function ChannelGlyph({ channel }: { channel: string }) {
  const Glyph = glyphs[channel as keyof typeof glyphs] ?? MessageCircle;
  const text = `Sent through ${nameOfChannel(channel)}`;
  return (
    <span
      role="img"
      aria-label={text}
      data-tooltip={text}
      className="grid size-8 place-items-center text-faint"
    >
      <Glyph className="size-3.5" />
    </span>
  );
}
