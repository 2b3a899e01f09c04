/** The documents that the schema cites. */
import { document } from "./language/index.js";

export const oxcrops = document("MS-OXCROPS");
export const oxcdata = document("MS-OXCDATA");
export const oxcnotif = document("MS-OXCNOTIF");
export const oxcrpc = document("MS-OXCRPC");
export const oxcmapihttp = document("MS-OXCMAPIHTTP");
export const oxorule = document("MS-OXORULE");
export const oxcperm = document("MS-OXCPERM");
export const oxcstor = document("MS-OXCSTOR");
export const oxcmsg = document("MS-OXCMSG");
export const oxcfold = document("MS-OXCFOLD");
export const oxctabl = document("MS-OXCTABL");
export const oxcprpt = document("MS-OXCPRPT");
export const oxcfxics = document("MS-OXCFXICS");
export const oxomsg = document("MS-OXOMSG");
