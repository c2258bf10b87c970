import { throwIfCancelled } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { noScanner, type SecretScanner } from '../../core/ports/secrets';
import { composeReport } from '../../core/report/compose';
import type { ReportFacts } from '../../core/report/facts';
import type { BugReport, Frame } from '../../core/report/model';
import { createRedactor, type HiddenValue, type KnownSecret } from '../../core/secrets/redactor';
import { readTraces } from '../../core/trace/readTrace';
import { factsOf } from './facts';
import type { ReportPorts, ReportRequest } from './request';
import { openRoot } from './root';

/** A report, and what of it stays on this machine. */
export interface WrittenReport extends BugReport {
  /** What each placeholder hides: never part of what is printed or sent. */
  readonly hidden: readonly HiddenValue[];
  /** The folder (absolute) of the workspace that the culprit is in; null when it is in none. */
  readonly folder: string | null;
  /** The first suspect. */
  readonly suspect: string | null;
}

/** Writes a bug report from a text with a stack trace in it. @throws UserError when there is none */
export async function reportBug(request: ReportRequest, ports: ReportPorts): Promise<WrittenReport> {
  const traces = readTraces(request.text);
  if (traces.length === 0) throw new UserError('no stack trace found');
  const { signal } = request;
  // It is loaded while git is at work.
  void ports.scanner?.find('');
  const roots = await Promise.all(request.workspaces.map((folder) => openRoot(folder, ports, signal)));
  throwIfCancelled(signal);
  const { facts, root } = await factsOf(traces, roots, request, ports);
  const { report, redactor } = await compose(facts, ports.scanner ?? noScanner);
  return {
    language: facts.trace.language,
    errors: facts.trace.errors.map((error) => ({
      ...error,
      message: error.message === null ? null : redactor.secrets(error.message),
      frames: error.frames.map((frame) => withoutRoot({ ...frame, file: redactor.secrets(frame.file) })),
    })),
    ...(facts.trace.omitted !== undefined && { omitted: facts.trace.omitted }),
    culprit: facts.culprit,
    fingerprint: facts.fingerprint,
    redactions: redactor.ledger(),
    ...report,
    hidden: redactor.hidden(),
    folder: root?.folder ?? null,
    suspect: facts.suspects[0]?.sha ?? null,
  };
}

/** Composes, has the whole text scanned once more, and composes anew when the scanner knows more than the rules. */
async function compose(facts: ReportFacts, scanner: SecretScanner) {
  let known: readonly KnownSecret[] = [];
  for (let round = 0; ; round += 1) {
    const redactor = createRedactor(known);
    const report = composeReport(facts, redactor);
    const found = round === 2 ? [] : await scanner.find(report.markdown);
    if (found.length === 0) return { report, redactor };
    known = [...known, ...found];
  }
}

/** Which root it was found in is for writing the report, not for its readers. */
function withoutRoot({
  function: name,
  file,
  line,
  column,
  path,
  mappedLine,
  mappedColumn,
  inApp,
}: Frame): Frame {
  return { function: name, file, line, column, path, mappedLine, mappedColumn, inApp };
}
