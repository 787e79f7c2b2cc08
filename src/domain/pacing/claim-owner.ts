/**
 * Who holds a claim, and what the holder will have made when it is done: the record of a run that began then, the next revision
 * of the settings. Whoever sees that it is made knows that the holder is done, though the claim's time isn't over.
 */
export type ClaimOwner = string & { readonly __claimOwner: true };

/** @param unique what nobody else has who makes the same */
export function ownerWhoMakes(made: string | number, unique: string): ClaimOwner {
  // The brand's only maker.
  return `${made}#${unique}` as ClaimOwner;
}

/** Whether this owner made what is there. */
export function hasMade(owner: string, made: string | number | null): boolean {
  return made !== null && owner.startsWith(`${made}#`);
}
