"""What the system refuses, in words for the person at the keyboard; its own are English."""

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过磁盘限额",
    errno.EFBIG: "文件太大",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正在被使用",
    errno.ETXTBSY: "正在被使用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.EAGAIN: "系统忙，请稍后再试",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EINVAL: "系统不接受这个名称或内容",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.ESTALE: "共享文件夹已断开",
    errno.EHOSTDOWN: "共享文件夹已断开",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
    errno.ENETDOWN: "网络不通",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "连接被对方断开",
    errno.ETIMEDOUT: "对方迟迟没有答复",
    errno.EADDRINUSE: "端口已被占用",
    errno.ENOLCK: "系统没有可用的锁",
    errno.ENOTSUP: "这个磁盘不支持这样做",
    errno.ENOSYS: "系统不支持这样做",
    errno.EPIPE: "读的一方已经关闭",
}


def reason_of(fault: OSError) -> str:
    """Return why the system refused, in a few Chinese words; the system's number where there are none."""
    return _REASONS.get(fault.errno or 0, f"系统错误 {fault.errno}" if fault.errno else "系统错误")
