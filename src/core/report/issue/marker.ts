import { withoutFences } from '../../post/prose';

/** The hidden line that names a report: GitHub keeps it in the body and shows it to nobody. */
export function reportMarker(id: string): string {
  return `<!-- baton:report ${id} -->`;
}

/** The id in a report's own marker, which is no code; null when it has none. */
export function reportIdIn(markdown: string): string | null {
  const prose = withoutFences(markdown.replace(/\r\n?/g, '\n'));
  return /^<!-- baton:report ([a-z0-9-]{1,64}) -->$/m.exec(prose)?.[1] ?? null;
}
