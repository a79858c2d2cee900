const nameOf = (id: string) => `strand.recording.${id}`;

/** Says to the other tabs that this recording is still being made; ends with the tab, or by the returned function. */
export function holdRecording(id: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks?.request(nameOf(id), () => held).catch(() => {});
  return release;
}

/** Ids of these recordings that a tab is working on. Without locks none is. */
export async function heldRecordings(ids: readonly string[]): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return new Set(ids.filter((id) => names.has(nameOf(id))));
}
