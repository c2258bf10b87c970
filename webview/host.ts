/** The page's side of the channel to the extension; VS Code gives it out once a page. */
export interface Channel<Out> {
  send(message: Out): void;
  /** What the page remembered when it was last shown; of unknown shape until looked at. */
  remembered(): unknown;
  remember(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Opens the channel; `receive` gets what the extension sends, which comes from Baton's own code. */
export function openChannel<In, Out>(receive: (message: In) => void): Channel<Out> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<In>) => receive(event.data));
  return {
    send: (message) => api.postMessage(message),
    remembered: () => api.getState(),
    remember: (state) => api.setState(state),
  };
}
