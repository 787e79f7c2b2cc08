/** One labelled value about an asset. A list, as of addresses, is one fact for each entry, all with the same key. */
export interface Fact {
  /** What kind of fact it is: `os`, `address`, or what an admin's label makes: `cost-center`. Lower case, with hyphens. */
  readonly key: string;
  /** As people read it: `Operating system`. */
  readonly label: string;
  readonly value: string;
  /** Says something about a person. */
  readonly personal: boolean;
  /** Id of the source that said it. */
  readonly source: string;
}
