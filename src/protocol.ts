// Messages between the extension and its webviews, and the parsers of what comes in: a webview is the outside world,
// so its messages are read, never cast. This is the room's door: others import from here.
export * from './protocol/review';
export * from './protocol/review/consents';
export * from './protocol/review/destination';
export * from './protocol/review/known';
export * from './protocol/review/questions';
export * from './protocol/review/readers';
export * from './protocol/review/redactions';
export * from './protocol/review/remoteEdit';
export * from './protocol/review/share';
export * from './protocol/team';
