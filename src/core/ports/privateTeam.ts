/** What one person alone knows of teammates (`baton.team.private`), written as the team file's members are. */
export interface PrivateTeam {
  /** Empty where nothing is known, or it cannot be read. */
  read(): Promise<readonly unknown[]>;
  /** Replaces what is kept; nothing is left where there are no entries. */
  write(entries: readonly unknown[]): Promise<void>;
}
