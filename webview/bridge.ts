// The only way out of a panel: typed messages to the extension host and the state kept over a reload.

/** `To` is what the host sends, `From` what the panel sends, `Kept` what survives a reload. */
export interface Bridge<To, From, Kept> {
  send(message: From): void;
  /** Calls back for every message of the host until the returned function is called. */
  listen(listener: (message: To) => void): () => void;
  /** Unchecked: it may come from an older version of the panel. */
  keptState(): unknown;
  keepState(state: Kept): void;
}

/** May be called once per page: VS Code hands its API out a single time. */
export function createBridge<To, From, Kept>(): Bridge<To, From, Kept> {
  const api = acquireVsCodeApi<Kept>();
  return {
    send: message => api.postMessage(message),
    listen: listener => {
      const onMessage = (event: MessageEvent<unknown>): void => {
        if (isMessage<To>(event.data)) listener(event.data);
      };
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
    keptState: () => api.getState(),
    keepState: state => void api.setState(state),
  };
}

/** The host is ours and typed; other scripts in the page's window are not, and their messages have no `type`. */
const isMessage = <To>(data: unknown): data is To =>
  typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
