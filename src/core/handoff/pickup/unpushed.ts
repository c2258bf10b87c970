/** How a note tells what the next person cannot fetch; beside a snapshot, which brings it, another sentence stands there. */
export const unpushed = {
  /** Begins the line: what the branch lacks follows. */
  rest: 'Not pushed yet: ',
  /** Ends the line that begins with the branch's name. */
  branch: ' is not pushed yet: nobody else can fetch it.',
} as const;
