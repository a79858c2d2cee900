export type Member = { id: string; info: unknown };

export type Subscriber = { readonly socketId: string; send(frame: Buffer): void };

type Channel = {
  /** Who listens, and as which member of a presence channel. */
  subscribers: Map<Subscriber, Member | null>;
  /** Members by id, with the number of their connections. */
  members: Map<string, { member: Member; connections: number }>;
};

export type ChannelSummary = { name: string; subscriptionCount: number; userIds: string[] };

/** Who listens to what. A channel exists while somebody is subscribed to it. */
export class ChannelRegistry {
  readonly #channels = new Map<string, Channel>();

  get size(): number {
    return this.#channels.size;
  }

  /** Adds a subscriber, once. `isNewMember` is true when this is the member's first connection. */
  join(name: string, subscriber: Subscriber, member: Member | null): { isNewMember: boolean } {
    const channel = this.#channels.get(name) ?? { subscribers: new Map(), members: new Map() };
    this.#channels.set(name, channel);
    if (channel.subscribers.has(subscriber)) return { isNewMember: false };
    channel.subscribers.set(subscriber, member);
    if (!member) return { isNewMember: false };
    const known = channel.members.get(member.id);
    if (known) known.connections += 1;
    else channel.members.set(member.id, { member, connections: 1 });
    return { isNewMember: known === undefined };
  }

  /** Removes a subscriber. @returns the member whose last connection this was, else null */
  leave(name: string, subscriber: Subscriber): Member | null {
    const channel = this.#channels.get(name);
    const member = channel?.subscribers.get(subscriber);
    if (!channel?.subscribers.delete(subscriber)) return null;
    if (channel.subscribers.size === 0) this.#channels.delete(name);
    const known = member && channel.members.get(member.id);
    if (!known) return null;
    known.connections -= 1;
    if (known.connections > 0) return null;
    channel.members.delete(known.member.id);
    return known.member;
  }

  /** Sends one event to all subscribers. `encode` runs once, and only when somebody listens. */
  fanOut(name: string, encode: () => Buffer, exceptSocketId?: string): void {
    const channel = this.#channels.get(name);
    if (!channel) return;
    const frame = encode();
    // A copy, because sending may end a slow connection, which leaves its channels at once.
    for (const subscriber of [...channel.subscribers.keys()]) {
      if (subscriber.socketId !== exceptSocketId) subscriber.send(frame);
    }
  }

  members(name: string): Member[] {
    return [...(this.#channels.get(name)?.members.values() ?? [])].map(({ member }) => member);
  }

  /** What is known of a channel, or null when nobody listens. */
  describe(name: string): ChannelSummary | null {
    const channel = this.#channels.get(name);
    if (!channel) return null;
    return { name, subscriptionCount: channel.subscribers.size, userIds: [...channel.members.keys()] };
  }

  /** Names of the channels that begin with the prefix. */
  names(prefix = ''): string[] {
    return [...this.#channels.keys()].filter((name) => name.startsWith(prefix));
  }
}
