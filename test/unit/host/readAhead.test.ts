import { strict as assert } from 'node:assert';
import { ReadAhead } from '../../../src/host/readAhead';

describe('What a tree shows, read ahead', () => {
  /** Readings that the test finishes, and what they gave to whom. */
  function tree() {
    const readings: ((value: string) => void)[] = [];
    let told = 0;
    const ahead = new ReadAhead<string>(
      () => new Promise((resolve) => readings.push(resolve)),
      () => told++,
    );
    const finish = async (value: string): Promise<void> => {
      readings.shift()?.(value);
      await new Promise(setImmediate);
    };
    return { ahead, finish, readings, told: () => told };
  }

  it('is there before the tree is told to draw it anew, so that no row leads nowhere meanwhile', async () => {
    const { ahead, finish, readings, told } = tree();
    ahead.readThenTell();
    assert.equal(told(), 0, 'the rows that are drawn stay as long as the new ones are read');
    await finish('new rows');
    assert.equal(told(), 1);
    assert.equal(await ahead.take(), 'new rows');
    assert.equal(readings.length, 0, 'the tree waited for nothing');
  });

  it('is read once more when something changed in the middle of a reading, and told once', async () => {
    const { ahead, finish, told } = tree();
    ahead.readThenTell();
    ahead.readThenTell();
    ahead.readThenTell();
    await finish('old');
    assert.equal(told(), 0);
    await finish('new');
    assert.equal(told(), 1);
    assert.equal(await ahead.take(), 'new');
  });

  it('is taken once: whoever asks unannounced reads for himself', async () => {
    const { ahead, finish } = tree();
    ahead.readThenTell();
    await finish('first');
    await ahead.take();
    const second = ahead.take();
    await finish('second');
    assert.equal(await second, 'second');
  });

  it('is not read for a tree that nobody sees, and what was read before is forgotten', async () => {
    const { ahead, finish, readings, told } = tree();
    ahead.readThenTell();
    await finish('seen');
    ahead.tell();
    assert.equal(readings.length, 0);
    assert.equal(told(), 2);
    const later = ahead.take();
    await finish('when shown again');
    assert.equal(await later, 'when shown again');
  });

  it('is read once more when something changed after the tree was hidden in the middle of a reading', async () => {
    const { ahead, finish } = tree();
    ahead.readThenTell();
    ahead.tell();
    await finish('old');
    await finish('new');
    assert.equal(await ahead.take(), 'new');
  });
});
