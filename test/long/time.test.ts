import { compareWithTemporal } from '../unit/time/differential';

describe('time, beside Temporal, at length', () => {
  // Portions, so that a long run shows that it moves.
  for (let portion = 1; portion <= 20; portion++) {
    it(`agrees in another 50,000 random cases (${portion} of 20)`, () => {
      compareWithTemporal(portion, 50_000);
    });
  }
});
