/** The part of an API handler's response that next-auth writes to, kept until it becomes a Response. */
export class RecordedResponse {
  #status = 200;
  #headers = new Headers();
  #cookies: string[] = [];
  #body: string | null = null;

  status(status: number): this {
    this.#status = status;
    return this;
  }

  getHeader(name: string): string[] | string | undefined {
    return isCookie(name) ? this.#cookies : (this.#headers.get(name) ?? undefined);
  }

  setHeader(name: string, value: string | string[]): this {
    if (isCookie(name)) this.#cookies = [value].flat();
    else this.#headers.set(name, String(value));
    return this;
  }

  json(value: unknown): void {
    this.#headers.set('content-type', 'application/json');
    this.#body = JSON.stringify(value);
  }

  send(value: unknown): void {
    if (typeof value === 'string') this.#body = value;
    else this.json(value ?? {});
  }

  end(): void {}

  toResponse(): Response {
    const headers = new Headers(this.#headers);
    for (const cookie of this.#cookies) headers.append('set-cookie', cookie);
    // Every answer depends on cookies or sets them.
    headers.set('cache-control', 'no-store');
    return new Response(this.#body, { status: this.#status, headers });
  }
}

const isCookie = (name: string) => name.toLowerCase() === 'set-cookie';
