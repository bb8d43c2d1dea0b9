#!/usr/bin/env python3
"""Makes the signed result files of Tests/DocumentsTests/Signed anew, by a library that is not ours.

Run by hand where they have to change: pip install pyhanko, then Tests/Tools/signed-papers.py FOLDER. Keys are thrown away.
"""

import datetime
import io
import pathlib
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore
from asn1crypto import keys, pem, x509 as asn1

START = datetime.datetime(2020, 1, 1)
END = datetime.datetime(2070, 1, 1)
SIGNED = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


def certificate(name, issuer=None, usage=None):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(START).not_valid_after(END)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    if issuer:
        builder = builder.add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
    made = builder.sign(issuer[1] if issuer else key, hashes.SHA256())
    return made, key


def parts(made, key):
    der = made.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return asn1.Certificate.load(der), keys.PrivateKeyInfo.load(private)


def plain(created, modified):
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /CreationDate (D:{created}+07'00') /ModDate (D:{modified}+07'00') >>".encode(),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    root, other = certificate("Gốc thử nghiệm"), certificate("Gốc lạ")
    leader = parts(*certificate("Nguyễn Văn Lãnh", root))
    clock = parts(*certificate("Máy chủ dấu thời gian", root, ExtendedKeyUsageOID.TIME_STAMPING))
    strange = parts(*certificate("Dấu thời gian lạ", other, ExtendedKeyUsageOID.TIME_STAMPING))
    (folder / "anchors.pem").write_bytes(root[0].public_bytes(serialization.Encoding.PEM))
    base = plain("20261119080000", "20261119081500")
    (folder / "plain.pdf").write_bytes(base)
    signer = signers.SimpleSigner(
        signing_cert=leader[0], signing_key=leader[1],
        cert_registry=SimpleCertificateStore.from_certs([leader[0]]))

    def stamper(of, at):
        return timestamps.DummyTimeStamper(
            of[0], of[1], fixed_dt=at, certs_to_embed=SimpleCertificateStore.from_certs([of[0]]))

    def sign(name, by=None, subfilter=SigSeedSubFilter.PADES):
        meta = signers.PdfSignatureMetadata(
            field_name="Ky", subfilter=subfilter, name="Nguyễn Văn Lãnh", md_algorithm="sha256")
        pdf = signers.PdfSigner(meta, signer=signer, timestamper=by)
        out = pdf.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(base)), bytes_reserved=16384)
        (folder / name).write_bytes(out.getvalue())

    sign("signed.pdf", subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    sign("timestamped.pdf", stamper(clock, SIGNED))
    sign("strange.pdf", stamper(strange, SIGNED))
    stamped = signers.PdfTimeStamper(stamper(clock, SIGNED)).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(base)), "sha256", bytes_reserved=16384)
    (folder / "document-timestamp.pdf").write_bytes(stamped.getvalue())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
