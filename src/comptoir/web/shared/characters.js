// What a text's length is.

/** How many characters the service counts in a text: JavaScript counts halves of some. */
export const lengthOf = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};
