/** Push notifications over UDP: which datagrams mean that something waits. [MS-OXCNOTIF] 3.2.5.3 */

/** The most that EcRRegisterPushNotification takes as opaque data, in bytes. */
const MOST = 16;

/** The registration of one session context. */
export class PushRegistration {
  readonly #opaqueData: Uint8Array;
  #works = false;

  /**
   * @param opaqueData what the context was registered with, 1 to 16 bytes
   * @throws RangeError for another size
   */
  constructor(opaqueData: Uint8Array) {
    if (opaqueData.length < 1 || opaqueData.length > MOST) {
      throw new RangeError(`Opaque data has 1 to ${MOST} bytes, not ${opaqueData.length}.`);
    }
    this.#opaqueData = opaqueData.slice();
  }

  /** Whether a valid datagram has arrived: until then the client keeps polling. */
  get works(): boolean {
    return this.#works;
  }

  /** Takes a datagram: whether it holds the opaque data and nothing else. Anybody can send any other, and it means nothing. */
  takes(datagram: Uint8Array): boolean {
    const own = this.#opaqueData;
    const valid = datagram.length === own.length && own.every((byte, index) => datagram[index] === byte);
    this.#works ||= valid;
    return valid;
  }
}
