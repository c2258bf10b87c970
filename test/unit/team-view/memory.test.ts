import assert from 'node:assert/strict';
import { memoryOf } from '../../../webview/model/memory';
import { sixZonesModel } from './sample';

describe('What the Team view keeps over a reload', () => {
  const model = sixZonesModel();

  it('is what it showed and what its rows were filtered by', () => {
    // VS Code keeps it as JSON.
    const kept: unknown = JSON.parse(JSON.stringify({ model, filter: 'lis' }));
    const { filter, model: shown } = memoryOf(kept, model.at);
    assert.equal(filter, 'lis');
    assert.deepEqual(
      shown?.rows.map(({ name }) => name),
      model.rows.map(({ name }) => name),
    );
  });

  it('is the filter alone once the rows are known no longer', () => {
    assert.deepEqual(memoryOf({ model, filter: 'lis' }, model.known.end), { model: null, filter: 'lis' });
  });

  it('is nothing where nothing was kept, or something of another shape', () => {
    for (const kept of [null, undefined, {}, { model: null, filter: 7 }])
      assert.deepEqual(memoryOf(kept, model.at), { model: null, filter: '' });
  });
});
