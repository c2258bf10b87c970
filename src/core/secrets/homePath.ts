/** What a folder may be called, up to what ends a path in prose. */
const folder = String.raw`[^\s/\\%\`'"()<>:;,|]{1,64}`;
/** Windows makes folders of full names; where another word stands before the next folder, it is one of them. */
const fullName = String.raw`${folder}(?:(?: ${folder}){1,3}(?=[\\/]))?`;
/** The same by way of a Unix path, where more often a sentence goes on. */
const capitalName = String.raw`${folder}(?:(?: [A-Z][\w.-]{0,40}){1,3}(?=/))?`;
/** The folder of a person, on any system. */
export const homePath = new RegExp(
  [
    String.raw`(?:\\{1,4}Users\\{1,2}|\b[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2})${fullName}`,
    String.raw`/home/${folder}|/Users/${capitalName}`,
    // In an address, and of a Linux inside of Windows.
    String.raw`%2F(?:home|Users)%2F${folder}`,
    String.raw`\\{2,4}wsl(?:\$|\.localhost)\\{1,2}[\w.-]{1,40}\\{1,2}home\\{1,2}${folder}`,
  ].join('|'),
  'g',
);
