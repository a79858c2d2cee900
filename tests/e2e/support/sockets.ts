import type { Page, WebSocketRoute } from '@playwright/test';

/** Takes hold of the page's live connections before it is loaded. */
export async function holdSockets(page: Page) {
  const open = new Set<WebSocketRoute>();
  let cut = false;
  await page.routeWebSocket(/\/app\//, (socket) => {
    if (cut) return void socket.close({ code: 1001 });
    socket.connectToServer();
    open.add(socket);
  });
  return {
    /** Ends them as a broken network does, and lets no new one through. */
    async cut(): Promise<void> {
      cut = true;
      for (const socket of open) await socket.close({ code: 1001 });
      open.clear();
    },
    mend(): void {
      cut = false;
    },
  };
}
