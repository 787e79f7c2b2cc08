/** Format characters (Unicode Cf) and those that show nothing by default: marks of direction, joiners, tags, variation selectors. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Those and controls, but not the controls that part words and lines. */
const UNSEEN = /(?![\t\n\v\f\r])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Without characters that come along when text is copied, or that a hostile text disguises itself with. */
export function dropInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** The same for text that is shown: without controls, too. White space stays. */
export function dropUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}
