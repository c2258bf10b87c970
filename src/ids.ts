/** Every id that package.json and the code must agree on. Imports nothing. */
export const commands = {
  draft: 'baton.draftHandoffNote',
  draftBranch: 'baton.draftHandoffNoteForBranch',
  refresh: 'baton.refreshHandoffNote',
  post: 'baton.postHandoffNote',
  copy: 'baton.copyHandoffNote',
  keep: 'baton.keepInferredLine',
  openHandoff: 'baton.openHandoff',
  discard: 'baton.discardHandoffNote',
  retry: 'baton.retryHandoffNote',
  editWaiting: 'baton.editWaitingNote',
  editPosted: 'baton.editPostedNote',
  retract: 'baton.retractHandoffNote',
  refreshInbox: 'baton.refreshInbox',
  accept: 'baton.acceptHandoff',
  acceptReadBack: 'baton.acceptWithReadBack',
  showChanges: 'baton.showWhatChanged',
  showQuestions: 'baton.showOpenQuestions',
  addItem: 'baton.addToHandoff',
  editItem: 'baton.editAddedItem',
  removeItem: 'baton.removeAddedItem',
  share: 'baton.shareWorkInProgress',
  startHere: 'baton.startHere',
  report: 'baton.reportBug',
  reportFrom: 'baton.reportBugFrom',
  reportTerminal: 'baton.reportBugFromTerminal',
  createIssue: 'baton.createIssue',
  verifyReproduction: 'baton.verifyReproduction',
  showRedactions: 'baton.showRedactions',
  whoToAsk: 'baton.whoToAsk',
  attachReport: 'baton.attachReport',
  reportVersion: 'baton.setReportVersion',
  showTimes: 'baton.showTeammatesTimes',
  findMeeting: 'baton.findMeetingTime',
  editTeam: 'baton.editTeam',
  setTimeZone: 'baton.setMyTimeZone',
  chooseIdentity: 'baton.chooseIdentity',
  showRecorded: 'baton.showRecordedActivity',
  deleteRecorded: 'baton.deleteRecordedActivity',
  showLog: 'baton.showLog',
} as const;

/** What one feature tells another without knowing it; never in a menu. */
export const internalCommands = {
  /** A note was posted. */
  posted: 'baton.internal.posted',
  /** Shares the work that a note speaks of, as its author chose; answers true when that is done. */
  shareForNote: 'baton.internal.shareForNote',
  /** Something was put into an outbox, or left it. */
  outboxChanged: 'baton.internal.outboxChanged',
  /**
   * Opens the newest handoff that somebody posted, from what is known without asking GitHub. Its argument is their
   * GitHub login; it answers whether there was one.
   */
  openLatestOf: 'baton.internal.openLatestHandoffOf',
  /** Opens a handoff that somebody posted. Its argument is GitHub's id of it. */
  readHandoff: 'baton.internal.readHandoff',
} as const;

export const views = {
  container: 'baton',
  team: 'baton.team',
  handoffs: 'baton.handoffs',
  items: 'baton.addedItems',
} as const;

export const contextKeys = {
  /** The active editor shows a bug report. */
  isReport: 'baton.isReport',
  /** The active editor shows a handoff note. */
  isNote: 'baton.isNote',
  /** A note was edited, a note was posted: the walkthrough's steps complete on them. */
  noteEdited: 'baton.noteEdited',
  notePosted: 'baton.notePosted',
} as const;

export const settings = {
  section: 'baton',
  timeZone: 'timeZone',
  workingHours: 'workingHours',
  inferFromCommits: 'team.inferFromCommits',
  record: 'activity.record',
  recordTerminal: 'activity.recordTerminal',
  reminder: 'handoff.reminder',
  postRepository: 'post.repository',
  postForPublic: 'post.repositoryForPublic',
  postCategory: 'post.category',
  postRolling: 'post.rollingDiscussions',
  postPublic: 'post.publicRepositories',
  inboxRefresh: 'inbox.refresh',
  acceptBy: 'inbox.acceptBy',
  markAnswer: 'inbox.markAsAnswer',
  shareDays: 'share.keepDays',
  shareMaxSize: 'share.maxFileSize',
  statusBar: 'statusBar.enabled',
  includeVariables: 'report.includeVariables',
  avatars: 'avatars',
  privateTeam: 'team.private',
} as const;
