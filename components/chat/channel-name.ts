const names: Record<string, string> = {
  web: 'This app',
  api: 'The API',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  slack: 'Slack',
};

/** What people call a channel. More can be registered: an unknown one goes by its own id. */
export function nameOfChannel(channel: string): string {
  return names[channel] ?? channel;
}
