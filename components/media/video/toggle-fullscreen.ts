/** iPhones show only films over the whole screen, under controls of their own. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void };

/** Shows a frame over the whole screen, or no longer. */
export function toggleFullscreen(frame: HTMLElement | null, video: PhoneVideo | null): void {
  if (document.fullscreenElement) {
    void document.exitFullscreen().catch(() => undefined);
  } else if (frame?.requestFullscreen) {
    void frame.requestFullscreen().catch(() => undefined);
  } else {
    video?.webkitEnterFullscreen?.();
  }
}
