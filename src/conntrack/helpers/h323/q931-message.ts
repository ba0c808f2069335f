/** A message of Q.931, in which H.323 speaks by the user-user information element (`DecodeQ931`). */
import { u16 } from '../../../packet/bytes';
import { decode, type Read } from './per';
import { userInformation } from './user-information';

const PROTOCOL = 0x08;
const USER_USER = 0x7e;
/** Set in an octet behind the message's type that is none of its elements. */
const SHIFTED = 0x80;

export type UserInformation = Read<typeof userInformation>;

/** What the message at `bytes[at..end]` tells, null where it cannot be read. */
export function readQ931(bytes: Uint8Array, at: number, end: number): UserInformation | null {
  if (end - at < 2 || bytes[at] !== PROTOCOL) return null;
  const type = at + 2 + bytes[at + 1];
  if (end - type < 2) return null;
  let element = type + (bytes[type + 1] & SHIFTED ? 2 : 1);
  while (end - element >= 2 && bytes[element] !== USER_USER) element += 2 + bytes[element + 1];
  if (end - element < 3) return null;
  const content = element + 3;
  const length = u16(bytes, element + 1);
  // Its first octet says that what follows is in ASN.1; nobody looks.
  return content + length > end ? null : decode(userInformation, bytes, content + 1, content + length);
}
