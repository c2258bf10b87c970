import assert from 'node:assert/strict';
import { proposeCategory } from '../../../src/core/post/category';

const category = (name: string, isAnswerable = false) => ({
  id: `id-${name}`,
  name,
  description: null,
  isAnswerable,
});
const all = [category('General'), category('Announcements'), category('Handoffs'), category('Q&A', true)];

describe('the proposed category', () => {
  const propose = (categories: typeof all, wishes: Partial<Parameters<typeof proposeCategory>[1]> = {}) => {
    const proposed = proposeCategory(categories, { canAnnounce: true, ...wishes });
    return proposed && `${proposed.category.name} by ${proposed.why}`;
  };

  it('goes by name: handoffs, then announcements, then general', () => {
    assert.equal(propose(all), 'Handoffs by name');
    assert.equal(propose([category('Shift hand-over'), ...all.slice(0, 2)]), 'Shift hand-over by name');
    assert.equal(propose(all.slice(0, 2)), 'Announcements by name');
    assert.equal(propose(all.slice(0, 1)), 'General by name');
    assert.equal(propose([category('Ideas')]), null);
  });

  it('passes over announcements for those who may not announce', () => {
    assert.equal(propose(all.slice(0, 2), { canAnnounce: false }), 'General by name');
  });

  it('is never one for questions unless a person chose it', () => {
    assert.equal(propose([category('Handoff questions', true)]), null);
    assert.equal(propose(all, { remembered: 'id-Q&A' }), 'Q&A by remembered');
    assert.equal(propose(all, { setting: 'q&a' }), 'Q&A by setting');
  });

  it('prefers the setting to what is remembered, and forgets a category that is gone', () => {
    assert.equal(propose(all, { setting: 'general', remembered: 'id-Q&A' }), 'General by setting');
    assert.equal(propose(all, { remembered: 'id-gone' }), 'Handoffs by name');
  });
});
