import { hasMade, ownerWhoMakes } from './claim-owner';

const STARTED = '2026-11-24T08:00:00.000Z';

describe('the owner of a claim', () => {
  it('is done when what it makes is there', () => {
    expect(hasMade(ownerWhoMakes(STARTED, 'x'), STARTED)).toBe(true);
    expect(hasMade(ownerWhoMakes(7, 'x'), 7)).toBe(true);
  });

  it('is not done where nothing is there, or what another made', () => {
    expect(hasMade(ownerWhoMakes(STARTED, 'x'), null)).toBe(false);
    expect(hasMade(ownerWhoMakes(STARTED, 'x'), '2026-11-24T08:00:00.001Z')).toBe(false);
    expect(hasMade(ownerWhoMakes(71, 'x'), 7)).toBe(false);
    expect(hasMade('7', 7)).toBe(false);
  });

  it('differs from another that makes the same', () => {
    expect(ownerWhoMakes(7, 'x')).not.toBe(ownerWhoMakes(7, 'y'));
  });
});
