type Key = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'keyCode'
>;

/** What Safari reports for the Enter that ends a composition, after the composition has ended. */
const COMPOSING_KEY_CODE = 229;

/**
 * Whether a key sends the message: Enter, or on touch screens, where Enter is the only way to a new line, Shift
 * and Enter. Control or Command with Enter sends everywhere. An Enter that picks a word while composing never does.
 */
export function sendsOn(event: Key, isTouch: boolean): boolean {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === COMPOSING_KEY_CODE || event.altKey)
    return false;
  if (event.ctrlKey || event.metaKey) return true;
  return event.shiftKey === isTouch;
}
