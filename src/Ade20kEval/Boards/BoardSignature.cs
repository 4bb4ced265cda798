using System.Security.Cryptography;
using Ade20kEval.Files;

namespace Ade20kEval.Boards;

/// <summary>Signatures of ledger records: ECDSA over the curve P-256 with SHA-256 (FIPS 186-5), in base64.</summary>
internal static class BoardSignature
{
    /// <summary>Reads a private key from PEM text.</summary>
    /// <exception cref="InputException">It is none, or of another curve.</exception>
    public static ECDsa ReadPrivateKey(string file, ReadOnlySpan<char> pem)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == 256)
            {
                _ = key.SignData([], HashAlgorithmName.SHA256);
                return key;
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InputException(pem.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? $"{file}: is encrypted, and nobody is asked for its passphrase here. Give the key without one, in a file that only you can read: `openssl ec -in {file} -out plain.pem`."
                : $"{file}: is no private key of the curve P-256 in PEM; `openssl ecparam -name prime256v1 -genkey -noout` makes one.", failure);
        }

        key.Dispose();
        throw new InputException($"{file}: is a key of another curve; expected P-256.");
    }

    /// <summary>The public half, as boards hold it.</summary>
    public static string PublicKeyOf(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>Whether a signature is one of these bytes by that key. Text that is no key or no signature is none.</summary>
    public static bool Holds(string publicKey, ReadOnlySpan<byte> record, string signature)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData(record, Convert.FromBase64String(signature.Trim()), HashAlgorithmName.SHA256);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Signs.</summary>
    public static string Sign(ECDsa key, ReadOnlySpan<byte> record) => Convert.ToBase64String(key.SignData(record, HashAlgorithmName.SHA256));
}
