// Passkeys: the library's script does the work; what goes wrong is said on the page, above the button that was pressed.
(() => {
  "use strict";
  const note = document.getElementById("passkey_fault");
  const kinds = { SecurityError: "address", NotAllowedError: "refused", AbortError: "refused", InvalidStateError: "known" };
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const kind = window.PublicKeyCredential ? kinds[event.detail.exception?.name] ?? "other" : "address";
    document.querySelector("#passkey_login, [id^=mfa_webauthn]")?.before(note);
    note.querySelector("p").textContent = note.dataset[kind];
    note.hidden = false;
  });
})();
