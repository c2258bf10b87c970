/** Every id that package.json and the code must agree on. Imports nothing. */
export const commands = {
  draft: 'baton.draftHandoffNote',
  refresh: 'baton.refreshHandoffNote',
  post: 'baton.postHandoffNote',
  copy: 'baton.copyHandoffNote',
  openHandoff: 'baton.openHandoff',
  discard: 'baton.discardHandoffNote',
  report: 'baton.reportBug',
  showTimes: 'baton.showTeammatesTimes',
  editTeam: 'baton.editTeam',
  setTimeZone: 'baton.setMyTimeZone',
  chooseIdentity: 'baton.chooseIdentity',
  showRecorded: 'baton.showRecordedActivity',
  deleteRecorded: 'baton.deleteRecordedActivity',
  showLog: 'baton.showLog',
} as const;

export const views = { container: 'baton', team: 'baton.team', handoffs: 'baton.handoffs' } as const;

export const contextKeys = { isNote: 'baton.isNote' } as const;

export const settings = {
  section: 'baton',
  timeZone: 'timeZone',
  workingHours: 'workingHours',
  inferFromCommits: 'team.inferFromCommits',
  record: 'activity.record',
  reminder: 'handoff.reminder',
  postRepository: 'post.repository',
  postCategory: 'post.category',
  postPublic: 'post.publicRepositories',
  statusBar: 'statusBar.enabled',
} as const;
