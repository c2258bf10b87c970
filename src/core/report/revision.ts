/** Where a log names what was built: by label and value, in an image's tag, or as a package with its version. */
const labelled =
  /\b(?:git[_-]?)?(?:commit|sha|revision|rev|build|version|release|tag|image)(?:[_-]?(?:sha|id|hash|tag|version))?["']?\s{0,2}[:=]?\s{0,2}["']?([\w][\w./@:+-]{1,200})/gi;

/** Only so much of a log is searched. */
const longest = 200_000;
const most = 20;

/** Names of commits, tags and versions in a text, the most exact first; the repository says which of them it knows. */
export function revisionsIn(text: string): readonly string[] {
  const shas: string[] = [];
  const versions: string[] = [];
  const searched = text.slice(0, longest);
  for (const [, value = ''] of searched.matchAll(labelled)) {
    if (shas.length + versions.length > most) break;
    // Of an image or a release, what follows the last colon or at sign is the tag.
    const tag = value
      .slice(Math.max(value.lastIndexOf(':'), value.lastIndexOf('@')) + 1)
      .replace(/[.,;]+$/, '');
    if (/^(?=[0-9a-f]*\d)[0-9a-f]{7,64}$/.test(tag)) shas.push(tag);
    else if (/^v?\d+\.\d+[\w.+-]{0,40}$/.test(tag)) versions.push(...spellings(tag));
    else {
      const inside = /-g?([0-9a-f]{7,40})$/.exec(tag)?.[1];
      if (inside !== undefined && /\d/.test(inside)) shas.push(inside);
      else if (/\d/.test(tag) && /^[\w][\w.+-]{1,80}$/.test(tag)) versions.push(tag);
    }
  }
  for (const [, value = ''] of searched.matchAll(/\b([0-9a-f]{40})\b/g)) {
    if (shas.length > most) break;
    shas.push(value);
  }
  return [...new Set([...shas, ...versions])];
}

function spellings(version: string): string[] {
  const bare = version.replace(/^v/, '');
  return [`v${bare}`, bare, `release-${bare}`];
}
