/** Plain data about what is open in the editor; the terminal passes an empty one. */
export interface EditorFacts {
  diagnostics(): readonly {
    readonly path: string;
    readonly line: number;
    readonly severity: 'error' | 'warning';
    readonly message: string;
  }[];
  breakpoints(): readonly { readonly path: string; readonly line: number }[];
  unsaved(): readonly string[];
  /** Files in open editors, in the order of their tabs. */
  open(): readonly string[];
}

export const noEditor: EditorFacts = {
  diagnostics: () => [],
  breakpoints: () => [],
  unsaved: () => [],
  open: () => [],
};
