import type { Teammate } from '../../core/team/model';

/** Where pictures come from, with the redirect that github.com makes. */
export const pictureHosts = ['https://github.com', 'https://avatars.githubusercontent.com'] as const;

/** The address of somebody's picture; null without a login that GitHub could know. */
export const pictureOf = ({ login }: Teammate): string | null =>
  login !== undefined && /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(login)
    ? `${pictureHosts[0]}/${login}.png?size=64`
    : null;
