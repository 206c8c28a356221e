namespace Accounton.Tests.Running;

/// <summary>Tests of races and kills go a few rounds ordinarily, and many with <c>ACCOUNTON_TEST_ENDURANCE=1</c>.</summary>
public static class Endurance
{
    public static bool IsAskedFor { get; } = Environment.GetEnvironmentVariable("ACCOUNTON_TEST_ENDURANCE") == "1";

    public static int Rounds(int few, int many) => IsAskedFor ? many : few;
}
