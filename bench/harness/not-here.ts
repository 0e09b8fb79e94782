/** A row that cannot be measured on this machine, with what is wanting: the page says so in its place. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}
