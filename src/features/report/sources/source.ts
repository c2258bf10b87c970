import type { Origin } from '../../../core/report/origin';
import type { Variables } from '../../../core/report/variables';

/** A text with a trace in it, and what is known of where it came from. */
export interface Source {
  readonly text: string;
  readonly origin?: Partial<Origin>;
  readonly variables?: readonly Variables[];
}
