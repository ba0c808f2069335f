/** How a connection comes by its helper. */
import { Status } from '../status';
import { type ConnectionStore, Dir, Field, tupleAt } from '../store';
import { familyOf, protocolOf } from '../tuple';
import type { Helper } from './helper';

/** Gives a connection its helper (`nf_ct_helper_ext_add`). */
export function giveHelper(store: ConnectionStore, ct: number, helper: Helper): void {
  const extension = store.extend(ct);
  extension.helper = helper;
  extension.helperData = helper.newData();
}

/**
 * Assigns a helper by rule, as nftables' `ct helper set` does: only to a connection of the helper's protocol and family
 * that is not confirmed yet and has none (`nft_ct_helper_obj_eval`). Returns whether it did.
 */
export function assignHelper(store: ConnectionStore, ct: number, helper: Helper): boolean {
  if (store.status(ct) & (Status.CONFIRMED | Status.TEMPLATE) || store.extension(ct)?.helper) return false;
  const original = tupleAt(ct, Dir.ORIGINAL);
  if (protocolOf(store.words, original) !== helper.protocol) return false;
  if (!helper.families.includes(familyOf(store.words, original))) return false;
  giveHelper(store, ct, helper);
  store.words[ct * Field.WORDS + Field.STATUS] |= Status.HELPER;
  return true;
}
