import type { Team, Teammate, WorkingWeek } from '../../../src/core/team/model';
import { teamViewModel } from '../../../src/features/team/viewModel';
import type { TeamNotice, TeamViewModel } from '../../../src/protocol';

const week = (start: number, end: number): WorkingWeek => {
  const spans = [{ start: start * 60, end: end * 60 }];
  return { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans };
};

export const teammate = (
  name: string,
  zone: string,
  hours: readonly [number, number] = [9, 17],
  more: Partial<Teammate> = {},
): Teammate => ({
  name,
  login: name,
  emails: [],
  zone,
  zoneFrom: 'declared',
  week: week(...hours),
  leave: [],
  onCall: [],
  ...more,
});

/** The six of the design, as six real zones have it. */
export const sixZones: Team = {
  source: 'file',
  members: [
    teammate('pune-dev', 'Asia/Kolkata', [9.5, 18.5]),
    teammate('lisbon-dev', 'Europe/Lisbon', [13, 21]),
    teammate('berlin-dev', 'Europe/Berlin', [9, 17.5]),
    teammate('denver-dev', 'America/Denver', [9, 18]),
    teammate('auckland-dev', 'Pacific/Auckland', [8, 16]),
    teammate('saopaulo-dev', 'America/Sao_Paulo', [9, 17], {
      leave: [{ from: '2026-11-18', to: '2026-11-20' }],
    }),
  ],
};

/** Thursday 19 November 2026, 18:06 in Pune. */
export const thursday = Date.UTC(2026, 10, 19, 12, 36);

export function sixZonesModel(at = thursday, notice: TeamNotice | null = null): TeamViewModel {
  return teamViewModel({ team: sixZones, at, zone: 'Asia/Kolkata', me: 0, notice });
}

export function modelOf(
  members: readonly Teammate[],
  at: number,
  { me = 0, zone = members[0]?.zone ?? 'UTC' }: { me?: number | null; zone?: string } = {},
): TeamViewModel {
  const source = members.some(({ zoneFrom }) => zoneFrom === 'commits') ? 'commits' : 'file';
  return teamViewModel({ team: { source, members }, at, zone, me, notice: null });
}
