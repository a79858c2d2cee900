/** Why Gemini stopped, when its content rules are why. */
const reasons = new Set([
  'SAFETY',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'PROHIBITED_CONTENT',
  'BLOCKLIST',
  'RECITATION',
  'SPII',
]);

/** True when a finish reason, or the reason why a prompt was blocked, is one of the content rules. */
export function isRefusal(reason: unknown): boolean {
  return typeof reason === 'string' && reasons.has(reason);
}
