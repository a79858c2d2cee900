/** True when these bytes stand at that place, as the first ones of each kind of file do. */
export function hasSignature(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}
