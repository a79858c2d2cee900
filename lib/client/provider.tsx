'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { ConversationList, Model, Person } from '@/lib/contracts';
import { type Actions, createActions } from './actions';
import { connectRealtime, type RealtimeConfig } from './connect-realtime';
import { Outbox } from './outbox';
import { type ClientStore, createClientStore } from './store';
import { Sync } from './sync';
import { Uploads } from './uploads/uploads';

type Client = {
  store: ClientStore;
  sync: Sync;
  actions: Actions;
  outbox: Outbox;
  uploads: Uploads;
};

const ClientContext = createContext<Client | null>(null);

/** Makes the tab's store and keeps it in step with the server while mounted. */
export function StrandProvider(props: {
  person: Person;
  models: Model[];
  defaultModel: string;
  realtime: RealtimeConfig;
  initial: { conversations: ConversationList };
  children: ReactNode;
}) {
  const { person, realtime } = props;
  const [client] = useState<Client>(() => {
    const store = createClientStore({
      person,
      models: props.models,
      defaultModel: props.defaultModel,
      conversations: props.initial.conversations,
    });
    const sync = new Sync(store);
    const uploads = new Uploads(person.id);
    const storage = typeof window === 'undefined' ? null : window.localStorage;
    const outbox = new Outbox(store, sync, storage, uploads);
    const actions = createActions(store, sync, outbox);
    return { store, sync, outbox, uploads, actions };
  });

  useEffect(() => {
    const { sync, outbox, uploads } = client;
    const disconnect = connectRealtime(realtime, person.id, sync);
    void outbox.restore();
    // Files chosen on an earlier visit come back into their trays.
    void uploads.restore().catch(() => {});
    // Models are told the time where the person is; nobody is asked for it.
    const { timeZone: time_zone } = Intl.DateTimeFormat().resolvedOptions();
    if (time_zone !== client.store.getState().person.preferences.time_zone)
      void client.actions.changePreferences({ time_zone }).catch(() => {});
    const online = () => {
      if (client.store.getState().connection === 'offline') sync.setConnection('reconnecting');
      outbox.flush();
      void sync.refresh().catch(() => {});
    };
    const offline = () => sync.setConnection('offline');
    // A phone that slept may have lost its socket without noticing.
    const visible = () => document.visibilityState === 'visible' && void sync.refresh().catch(() => {});
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    document.addEventListener('visibilitychange', visible);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      document.removeEventListener('visibilitychange', visible);
      disconnect();
      sync.stop();
    };
  }, [client, realtime, person.id]);

  return <ClientContext value={client}>{props.children}</ClientContext>;
}

/** The tab's client; components use the hooks instead. */
export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('StrandProvider is missing above this component.');
  return client;
}
